/// The commands' options as they are known without their annotations.
@NullMarked
package org.alternant.cli.model;

import org.jspecify.annotations.NullMarked;
