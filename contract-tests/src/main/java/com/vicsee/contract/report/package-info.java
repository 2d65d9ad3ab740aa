/** What a run has proven, for machines and for people. */
@NullMarked
package com.vicsee.contract.report;

import org.jspecify.annotations.NullMarked;
