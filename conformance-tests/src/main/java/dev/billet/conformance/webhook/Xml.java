package dev.billet.conformance.webhook;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes XML, and HTML that is XML too: whatever is text is escaped because nothing else is
 * possible. For one thread.
 */
final class Xml {

  private final StringWriter text = new StringWriter();
  private final XMLStreamWriter xml;

  Xml() {
    try {
      xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Something that the writer can fail at only where this class is wrong. */
  private interface Step {
    void take() throws XMLStreamException;
  }

  /** Opens an element; names and values of its attributes in turn. */
  Xml open(String name, String... attributes) {
    return step(() -> xml.writeStartElement(name)).attributes(attributes);
  }

  /** An element that has no content. */
  Xml empty(String name, String... attributes) {
    return step(() -> xml.writeEmptyElement(name)).attributes(attributes);
  }

  /** Closes the element that was opened last. */
  Xml close() {
    return step(xml::writeEndElement);
  }

  /** An element with a text. */
  Xml element(String name, String content, String... attributes) {
    return open(name, attributes).text(content).close();
  }

  /** A text. */
  Xml text(String content) {
    return step(() -> xml.writeCharacters(printable(content)));
  }

  /** What was written, all elements closed. */
  @Override
  public String toString() {
    step(xml::flush);
    return text.toString();
  }

  private Xml attributes(String... attributes) {
    for (int i = 0; i < attributes.length; i += 2) {
      int name = i;
      step(() -> xml.writeAttribute(attributes[name], printable(attributes[name + 1])));
    }
    return this;
  }

  private Xml step(Step step) {
    try {
      step.take();
      return this;
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  // XML 1.0 has no way to write control characters.
  private static String printable(String text) {
    return text.codePoints()
        .map(it -> isPrintable(it) ? it : 0xfffd)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isPrintable(int character) {
    boolean surrogate = character > 0xd7ff && character < 0xe000;
    return !surrogate && (character >= 0x20 || character == '\n' || character == '\t');
  }
}
