/**
 * Gates that a change of a contract has to pass: who calls the API must not be broken without being
 * told, and what the change does to the generated Java is seen before it lands.
 *
 * <p>Nothing imports it. It reads the documents of {@code specs} as files, and the generated
 * classes by reflection.
 */
@NullMarked
package dev.billet.gates;

import org.jspecify.annotations.NullMarked;
