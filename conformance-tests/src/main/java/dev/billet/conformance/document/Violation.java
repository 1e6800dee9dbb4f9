package dev.billet.conformance.document;

/**
 * Something that an answer breaks.
 *
 * @param subject what it is about: {@code status}, {@code media type}, {@code schema} or {@code
 *     header NAME}; a known deviation can name it
 * @param sentence what is wrong, for a person
 */
public record Violation(String subject, String sentence) {}
