//! The relaxation of a stated model by good_lp and its interior-point solver: an engine that shares nothing with our simplex,
//! to compare it with.

use good_lp::solvers::clarabel::clarabel;
use good_lp::{
    Expression, ProblemVariables, ResolutionError, Solution, SolverModel, Variable, constraint,
    variable,
};

use super::stated::{Column, Stated};

/// An optimum of the relaxation.
#[derive(Clone, Debug, PartialEq)]
pub struct Relaxed {
    /// No plan scores more, by floating point.
    pub score: f64,
    /// By column.
    pub values: Vec<f64>,
}

/// Why there is no optimum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoOptimum {
    /// No point satisfies the rows.
    Infeasible,
    /// The solver gave up.
    Failed,
}

/// A column as good_lp sees it: a variable, or a number where its bounds leave no choice. An interior-point method needs an
/// interior.
#[derive(Clone, Copy)]
enum SeenColumn {
    Free(Variable),
    Fixed(f64),
}

/// The best point of a stated model when nothing has to be whole.
///
/// Score and values are good to about 1e-6 relative. Cost: tens of milliseconds for Ruian.
///
/// # Errors
/// Where there is no such point, or the solver finds none.
pub fn relaxed(stated: &Stated) -> Result<Relaxed, NoOptimum> {
    let mut variables = ProblemVariables::new();
    let columns = stated.columns.iter();
    let seen: Vec<SeenColumn> = columns.map(|c| see(&mut variables, c)).collect();
    let gains: Vec<(usize, f64)> = stated.columns.iter().map(|c| c.gain).enumerate().collect();
    let score = sum(&seen, &gains);
    let mut problem = variables.maximise(score.clone()).using(clarabel);
    for row in &stated.rows {
        let free = |c: usize| matches!(seen[c], SeenColumn::Free(_));
        let left = sum(&seen, &row.terms);
        if row.terms.iter().any(|(c, _)| free(*c)) {
            problem = problem.with(constraint!(left >= row.rhs));
        } else if constant(&seen, &row.terms) < row.rhs - 1e-9 {
            return Err(NoOptimum::Infeasible);
        }
    }
    let solution = problem.solve().map_err(|error| match error {
        ResolutionError::Infeasible => NoOptimum::Infeasible,
        _ => NoOptimum::Failed,
    })?;
    let value = |s: &SeenColumn| match s {
        SeenColumn::Free(v) => solution.value(*v),
        SeenColumn::Fixed(x) => *x,
    };
    Ok(Relaxed {
        score: score.eval_with(&solution),
        values: seen.iter().map(value).collect(),
    })
}

fn see(variables: &mut ProblemVariables, column: &Column) -> SeenColumn {
    if column.lo >= column.hi {
        return SeenColumn::Fixed(column.lo);
    }
    SeenColumn::Free(variables.add(variable().min(column.lo).max(column.hi)))
}

fn sum(seen: &[SeenColumn], terms: &[(usize, f64)]) -> Expression {
    let mut all = Expression::with_capacity(terms.len());
    for (c, a) in terms {
        if let SeenColumn::Free(v) = seen[*c] {
            all.add_mul(*a, v);
        }
    }
    all + constant(seen, terms)
}

fn constant(seen: &[SeenColumn], terms: &[(usize, f64)]) -> f64 {
    let fixed = terms.iter().map(|(c, a)| match seen[*c] {
        SeenColumn::Free(_) => 0.0,
        SeenColumn::Fixed(x) => a * x,
    });
    fixed.sum()
}
