/// `alternant design`.
@NullMarked
package org.alternant.cli.design;

import org.jspecify.annotations.NullMarked;
