package org.peerchallenge.document;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * An Office document's title and language for search and screen readers, without the dates that POI
 * always adds.
 */
final class CoreProperties {

  private static final String CORE =
      "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
  private static final String DC = "http://purl.org/dc/elements/1.1/";

  private static final String END = "</cp:coreProperties>";

  private static final String DATE =
      "<dcterms:%s xmlns:dcterms=\"http://purl.org/dc/terms/\""
          + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
          + " xsi:type=\"dcterms:W3CDTF\">%sT00:00:00Z</dcterms:%s>";

  private CoreProperties() {}

  static byte[] of(String title) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      XMLStreamWriter xml =
          XMLOutputFactory.newFactory().createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("cp", "coreProperties", CORE);
      xml.writeNamespace("cp", CORE);
      xml.writeNamespace("dc", DC);
      element(xml, "title", title);
      element(xml, "creator", "Peer challenge");
      element(xml, "language", "en-GB");
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("The document's properties cannot be written", e);
    }
    return out.toByteArray();
  }

  /** The same with a day on which the document was made, and last changed. */
  static byte[] dated(byte[] properties, LocalDate day) {
    StringBuilder dates = new StringBuilder();
    for (String one : List.of("created", "modified")) {
      dates.append(DATE.formatted(one, day, one));
    }
    return new String(properties, StandardCharsets.UTF_8)
        .replace(END, dates + END)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static void element(XMLStreamWriter xml, String name, String text)
      throws XMLStreamException {
    xml.writeStartElement("dc", name, DC);
    xml.writeCharacters(text);
    xml.writeEndElement();
  }
}
