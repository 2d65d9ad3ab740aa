/** The sandbox under load, beside its peers: commands that measure and report. They assert nothing, because measurements on a shared machine vary. */
@NullMarked
package com.vicsee.contract.load;

import org.jspecify.annotations.NullMarked;
