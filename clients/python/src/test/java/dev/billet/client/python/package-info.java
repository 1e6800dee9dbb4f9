/** Has Python use the client, as a source tree. Imported by nobody. */
@NullMarked
package dev.billet.client.python;

import org.jspecify.annotations.NullMarked;
