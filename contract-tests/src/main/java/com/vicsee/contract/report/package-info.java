/** The reports of a run, for machines and for people. */
@NullMarked
package com.vicsee.contract.report;

import org.jspecify.annotations.NullMarked;
