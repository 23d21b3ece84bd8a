//! Makes what a browser can load of a wasm file that the linker wrote: `bind INPUT.wasm FOLDER NAME web|no-modules|nodejs|split`.
//!
//! FOLDER gets `NAME.js` and `NAME_bg.wasm`. With `split` the page is cut in two first, at the marks of `wasm_split` in
//! `src/bin/app.rs`: `NAME_bg.wasm` is the first piece, and FOLDER gets `split_….wasm`, the other pieces, and
//! `__wasm_split.js`, which loads them, as well. This is `wasm-bindgen` and `wasm-split-cli` in one program, without what
//! their command lines bring along, so that it is built in half a minute.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

use wasm_bindgen_cli_support::Bindgen;

const USAGE: &str = "usage: bind INPUT.wasm FOLDER NAME web|no-modules|nodejs|split";

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    let [input, folder, name, target] = args.as_slice() else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    match bind(Path::new(input), Path::new(folder), name, target) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bind: {input}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn bind(input: &Path, folder: &Path, name: &str, target: &str) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(folder)?;
    let mut bindgen = Bindgen::new();
    match target {
        "web" => bindgen.web(true)?,
        "no-modules" => bindgen.no_modules(true)?,
        "nodejs" => bindgen.nodejs(true)?,
        // The other pieces are linked to what the first one exports, under the linker's names.
        "split" => bindgen.web(true)?.keep_lld_exports(true),
        _ => return Err(format!("there is no target {target}; {USAGE}").into()),
    };
    let linked = if target == "split" {
        cut(input, folder, name)?
    } else {
        input.to_path_buf()
    };
    bindgen
        .input_path(linked)
        .out_name(name)
        .typescript(false)
        .generate(folder)?;
    Ok(())
}

/// Cuts `input` in pieces; returns where the first one stands, which has no bindings yet.
fn cut(input: &Path, folder: &Path, name: &str) -> Result<PathBuf, Box<dyn Error>> {
    let wasm = fs::read(input)?;
    let first = folder.join(format!("{name}.wasm"));
    let glue = format!("./{name}.js");
    let mut options = wasm_split_cli_support::Options::new(&wasm);
    options.output_dir = folder;
    options.main_out_path = &first;
    options.main_module = &glue;
    options.target.web();
    wasm_split_cli_support::transform(options)?;
    Ok(first)
}
