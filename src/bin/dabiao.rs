//! The native command; everything is in `dabiao::command`.

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    dabiao::command::run()
}

#[cfg(target_arch = "wasm32")]
fn main() {}
