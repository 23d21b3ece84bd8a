//! The page.

#[cfg(target_arch = "wasm32")]
fn main() {
    dabiao::web::app::main();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
