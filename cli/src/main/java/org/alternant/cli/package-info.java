/// The command line: [Main] and the training run that makes starting fast. The commands stand in
/// packages by what they serve: `design`; `tables` (solve, verify, audit, compare, catalogue);
/// `validate` (and backends); `export`; `figure` (plot). What they share: `options`, `text`
/// (columns, numbers, JSON) and `status` (errors, exit statuses).
@NullMarked
package org.alternant.cli;

import org.jspecify.annotations.NullMarked;
