/// A coefficient table as code or data for another runtime: pure functions from a table to bytes,
/// the same on every machine. `org.alternant.toolkit.export` prepares what is written (rounds the
/// coefficients, proves the certificate, runs the self-check) and is what a program calls.
///
/// # What is where
///
/// | class | does |
/// |---|---|
/// | [Exports] | the way in: a target and an [ExportRequest] in, an [ExportOutcome] out |
/// | [ExportTarget] | the runtimes, and what each can do |
/// | [Refusal] | all reasons for which there is no file |
/// | [GoldenVectors] | what an export checks itself with |
/// | `PlainPython` | `python` |
/// | [ExportFunction] | what the code computes |
/// | `PythonCode`, with `PythonRows` and `PythonLoops` | `numpy`, `pytorch`, `dion`, `jax`: the polar factor |
/// | `PythonRoots`, with `PythonRootLoops` and `PythonGradients` | `numpy`, `pytorch`, `jax`: roots |
/// | `BareForms` | `torch-muon`, `emerging-optimizers`, `gram-newton-schulz`, `optax`: rows for a loop of their own |
/// | `CCode`, with `CPlans` | `c`, `cuda` |
/// | `RustCode`, `JavaScriptCode`, `JuliaCode` | the language of the name |
/// | `OnnxModel` | `onnx` |
/// | `Documents` | `csv`, `markdown`, `latex` |
/// | `Head` | the lines at the top of every file: what was proved, the conventions, the command |
/// | `parts` | a package: numbers, identifiers, templates, foreign text made harmless, a step's products |
/// | `formula` | a package: functions made of parts, for `numpy`, `pytorch`, `jax` |
/// | `LoopValues` | template values that the languages with written-out loops share |
///
/// # How to add a target
///
/// 1. A constant in [ExportTarget], with its title, its kind of self-check and its precisions. The
///    command line's help, its completion and the parameterized tests follow from it.
/// 2. A package-private class with one static method from an [ExportRequest] to text; a template
///    for `CodeText.fill` is the usual way. Everything a user may have written goes through
///    `CodeText`. What the runtime cannot take is an `ExportRefused` with a [Refusal]; a new reason
///    is a record there, and the command line's words for it are in `cli.export.RefusalText`.
/// 3. A case in the switch of [Exports].
/// 4. A test beside `ExportToPythonTest` (in `cli`) that runs the self-check in the real runtime,
///    and a row in `exports/EXPORTS.md` that says what was tried; `ExportsPageTest` insists on it.
@NullMarked
package org.alternant.exports;

import org.jspecify.annotations.NullMarked;
