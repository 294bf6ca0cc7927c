/// The command line: [Main] and the training run that makes starting fast. One package a group of
/// commands below it.
@NullMarked
package org.alternant.cli;

import org.jspecify.annotations.NullMarked;
