//! The page. It comes in two pieces: what the first screens need, and `more`, which is fetched when it is asked for.
//!
//! The cut is marked here and not in the library, so that the workers carry neither the cut nor what lies behind it.

// The macro declares the two ends of the cut as foreign functions.
#![cfg_attr(target_arch = "wasm32", allow(unsafe_code))]

/// What stands in the second piece.
#[cfg(target_arch = "wasm32")]
#[leptos::wasm_split::wasm_split(more, wasm_split_path = leptos::wasm_split, fallible)]
fn more() -> Result<dabiao::web::More, leptos::wasm_split::SplitLoaderError> {
    Ok(dabiao::web::more::here())
}

#[cfg(target_arch = "wasm32")]
fn main() {
    dabiao::web::app::main(|| Box::pin(async { more().await.ok() }));
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
