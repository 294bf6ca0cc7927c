//! Coefficients of the sign iteration.

/// Steps of degree five.
pub const SIGN: [[f64; 3]; 2] = [
    [3.4445_f64, -4.775, 2.031_5],
    [1.875, -1.25, 0.375], // limit
];

pub static SLOW: &'static [[f32; 2]] = &[[1.5f32, -0.5], [1.5, -0.5]];

pub fn rows() -> Vec<Vec<f64>> {
    let rows = vec![vec![2.0, -1.5e0], vec![1.5, -5e-1]];
    rows
}
