/**
 * What an operator may configure, and what is made of it.
 *
 * <p>{@link dev.billet.server.config.Keys} is the one table of keys and defaults. A value comes
 * from the environment, else from the YAML file, else from that table. {@link
 * dev.billet.server.config.SettingsLoader} reads everything before it complains, so that an
 * operator sees all mistakes at once, each with its key and where it stands.
 *
 * <p>Only {@code dev.billet.server} imports this package.
 */
@NullMarked
package dev.billet.server.config;

import org.jspecify.annotations.NullMarked;
