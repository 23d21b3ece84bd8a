//! The worker that solves.

#[cfg(target_arch = "wasm32")]
fn main() {
    dabiao::web::workers::solver::main();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
