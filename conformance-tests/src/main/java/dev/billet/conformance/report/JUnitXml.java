package dev.billet.conformance.report;

import dev.billet.conformance.mutate.Fate;
import dev.billet.conformance.mutate.MutationScore;
import dev.billet.conformance.run.Result;
import dev.billet.conformance.run.Verdict;
import java.io.StringWriter;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A run in the XML that build servers read: a class for each operation. Stateless. */
public final class JUnitXml {

  private JUnitXml() {}

  /** The document. */
  public static String of(Run run) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("testsuite");
      xml.writeAttribute("name", "billet-conformance " + run.document().key());
      xml.writeAttribute("tests", Integer.toString(run.results().size()));
      xml.writeAttribute("failures", Long.toString(run.count(Verdict.BROKEN)));
      xml.writeAttribute("errors", "0");
      xml.writeAttribute("skipped", Long.toString(run.count(Verdict.NOT_TRIED)));
      xml.writeAttribute("time", seconds(run.time().toMillis()));
      xml.writeAttribute("timestamp", run.begun().toString());
      if (run.mutations().isPresent()) {
        properties(xml, run.mutations().get());
      }
      for (Result result : run.results()) {
        testCase(xml, run, result);
      }
      if (run.mutations().isPresent()) {
        xml.writeStartElement("system-out");
        xml.writeCharacters(printable(MutationText.of(run.mutations().get())));
        xml.writeEndElement();
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    return text.toString();
  }

  // No test cases: what was not noticed is no failure of the server's.
  private static void properties(XMLStreamWriter xml, MutationScore score)
      throws XMLStreamException {
    xml.writeStartElement("properties");
    property(xml, "mutations.planted", Integer.toString(score.planted().size()));
    if (score.ratio().isPresent()) {
      property(xml, "mutations.score", Double.toString(score.ratio().getAsDouble()));
    }
    for (Fate fate : Fate.values()) {
      String name = fate.name().toLowerCase(Locale.ROOT);
      property(xml, "mutations." + name, Long.toString(score.count(fate)));
    }
    xml.writeEndElement();
  }

  private static void property(XMLStreamWriter xml, String name, String value)
      throws XMLStreamException {
    xml.writeEmptyElement("property");
    xml.writeAttribute("name", name);
    xml.writeAttribute("value", value);
  }

  private static void testCase(XMLStreamWriter xml, Run run, Result result)
      throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", run.document().key() + "." + result.test().operation().id());
    xml.writeAttribute(
        "name", printable(result.test().group().title() + ": " + result.test().title()));
    xml.writeAttribute("time", seconds(result.time().toMillis()));
    String reasons = printable(String.join("; ", result.reasons()));
    switch (result.verdict()) {
      case HELD -> {}
      case BROKEN -> {
        xml.writeStartElement("failure");
        xml.writeAttribute("message", reasons);
        xml.writeCharacters(
            printable(
                "expected: %s\nanswer: %s\nagain: %s\n"
                    .formatted(
                        result.test().expectation().title(),
                        result.reply().map(Object::toString).orElse("none"),
                        result.test().request().curl(run.baseUrl()))));
        xml.writeEndElement();
      }
      case NOT_TRIED -> {
        xml.writeEmptyElement("skipped");
        xml.writeAttribute("message", reasons);
      }
    }
    xml.writeEndElement();
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

  private static String seconds(long millis) {
    return String.format(Locale.ROOT, "%.3f", millis / 1000.0);
  }
}
