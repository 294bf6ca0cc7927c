/// How a command ends: exit statuses, and the one line that says what is wrong.
@NullMarked
package org.alternant.cli.status;

import org.jspecify.annotations.NullMarked;
