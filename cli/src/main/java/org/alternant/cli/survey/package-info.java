/// What the matrices of checkpoints need: `survey`.
@NullMarked
package org.alternant.cli.survey;

import org.jspecify.annotations.NullMarked;
