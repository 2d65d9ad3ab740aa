/** The report, looked at in a browser. */
@NullMarked
package com.vicsee.contract.report;

import org.jspecify.annotations.NullMarked;
