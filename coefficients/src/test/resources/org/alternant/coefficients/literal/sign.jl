# Julia: rows of a matrix, and a vector of tuples
const MATRIX = [3.4445 -4.7750 2.0315; 1.875 -1.25 0.375]
const LINES = [8.156 -22.483 15.879
               4.043 -2.809 0.500
               1.875 -1.25 0.375]
const TUPLES = [(1.5, -0.5), (15/8, -5/4, 3/8)]
