package org.peerchallenge.engine;

import java.lang.reflect.Field;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.impl.BpmnParser;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.impl.DmnParser;
import org.camunda.bpm.model.xml.impl.parser.AbstractModelParser;
import org.springframework.util.ReflectionUtils;
import org.xml.sax.SAXException;

/**
 * Has the engine's library read diagrams and tables by schemas that are compiled once.
 *
 * <p>By itself it reads all six schemas of DMN anew for each table and that of BPMN for each
 * diagram, which takes longer than the file (docs/measurements/build.md). What it finds in a file
 * stays the same.
 */
final class CompiledSchemas {

  private static final String LANGUAGE = "http://java.sun.com/xml/jaxp/properties/schemaLanguage";
  private static final String SOURCE = "http://java.sun.com/xml/jaxp/properties/schemaSource";

  private CompiledSchemas() {}

  /** For all that is read from now on; a second time it changes nothing. */
  static void use() {
    compile(factory(held(Dmn.INSTANCE, DmnParser.class)));
    compile(factory(held(Bpmn.INSTANCE, BpmnParser.class)));
  }

  private static DocumentBuilderFactory factory(AbstractModelParser parser) {
    return held(parser, DocumentBuilderFactory.class);
  }

  /**
   * The library offers no way to its parsers and their factories: what an object holds of a kind,
   * by whatever name.
   */
  private static <T> T held(Object holder, Class<T> kind) {
    Field field = ReflectionUtils.findField(holder.getClass(), null, kind);
    if (field == null) {
      throw new IllegalStateException(holder.getClass() + " holds no " + kind.getSimpleName());
    }
    ReflectionUtils.makeAccessible(field);
    return kind.cast(ReflectionUtils.getField(field, holder));
  }

  static void compile(DocumentBuilderFactory factory) {
    if (factory.getSchema() != null) {
      return;
    }
    Object named = factory.getAttribute(SOURCE);
    Source[] sources =
        Stream.of(named instanceof Object[] several ? several : new Object[] {named})
            .map(one -> new StreamSource(one.toString()))
            .toArray(Source[]::new);
    try {
      factory.setSchema(
          SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(sources));
    } catch (SAXException e) {
      throw new IllegalStateException("The library's schemas cannot be read", e);
    }
    factory.setAttribute(SOURCE, null);
    factory.setAttribute(LANGUAGE, null);
    // By a document's own type, of which there is none.
    factory.setValidating(false);
  }
}
