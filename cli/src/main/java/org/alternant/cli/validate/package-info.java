/// `alternant validate` and `alternant backends`.
@NullMarked
package org.alternant.cli.validate;

import org.jspecify.annotations.NullMarked;
