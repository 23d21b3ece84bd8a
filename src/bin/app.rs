//! The page. It comes in two pieces: what the first screens need, and `more`, which is fetched when it is asked for.
//!
//! The cut is marked here and not in the library, so that the workers carry neither the cut nor what lies behind it.

// The macro declares the two ends of the cut as foreign functions.
#![cfg_attr(target_arch = "wasm32", allow(unsafe_code))]

#[cfg(target_arch = "wasm32")]
mod cut {
    use dabiao::web::more::More;
    use leptos::wasm_split::{SplitLoaderError, wasm_split};

    /// What stands in the second piece.
    #[wasm_split(more, wasm_split_path = leptos::wasm_split, fallible)]
    pub fn more() -> Result<More, SplitLoaderError> {
        Ok(More::here())
    }
}

#[cfg(target_arch = "wasm32")]
fn main() {
    dabiao::web::app::main(|| Box::pin(async { cut::more().await.ok() }));
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
