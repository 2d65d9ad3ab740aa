/** How the values of the API are read and written. Not exported: Jackson is no part of the client's interface. */
@NullMarked
package com.vicsee.client.json;

import org.jspecify.annotations.NullMarked;
