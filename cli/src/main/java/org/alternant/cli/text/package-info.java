/// Words and figures on a terminal: aligned columns, numbers as people read them, progress, JSON.
@NullMarked
package org.alternant.cli.text;

import org.jspecify.annotations.NullMarked;
