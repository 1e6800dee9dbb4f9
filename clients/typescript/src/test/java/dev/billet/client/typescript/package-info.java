/**
 * Packs the TypeScript client, installs it as a user would, and has Node.js and a browser use it.
 * Imported by nobody.
 */
@NullMarked
package dev.billet.client.typescript;

import org.jspecify.annotations.NullMarked;
