//! The worker for what may take a while: budgets, repairs, canonical answers.

#[cfg(target_arch = "wasm32")]
fn main() {
    dabiao::web::workers::study::main();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
