/** Request bodies that are generated from the schemas: every boundary, every violation, and random ones that shrink. */
@NullMarked
package com.vicsee.contract.input;

import org.jspecify.annotations.NullMarked;
