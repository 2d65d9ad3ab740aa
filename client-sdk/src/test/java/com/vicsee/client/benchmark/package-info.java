/** What a call costs, measured by hand and never asserted. */
package com.vicsee.client.benchmark;
