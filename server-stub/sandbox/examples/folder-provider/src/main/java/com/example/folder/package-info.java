/** A provider of your own: it answers with files from a folder. */
@NullMarked
package com.example.folder;

import org.jspecify.annotations.NullMarked;
