/** The sandbox under load, beside its peers: commands that measure and report. They assert nothing, because a machine that is shared proves nothing. */
@NullMarked
package com.vicsee.contract.load;

import org.jspecify.annotations.NullMarked;
