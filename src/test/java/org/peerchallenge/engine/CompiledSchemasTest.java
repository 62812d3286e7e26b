package org.peerchallenge.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.camunda.bpm.model.bpmn.impl.BpmnParser;
import org.camunda.bpm.model.dmn.impl.DmnParser;
import org.camunda.bpm.model.xml.impl.parser.AbstractModelParser;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Files are read as the library reads them by itself, mistakes included. */
class CompiledSchemasTest {

  private static final AbstractModelParser TABLES = new DmnParser();
  private static final AbstractModelParser DIAGRAMS = new BpmnParser();

  private static final AbstractModelParser COMPILED_TABLES =
      new DmnParser() {
        @Override
        protected void configureFactory(DocumentBuilderFactory factory) {
          super.configureFactory(factory);
          CompiledSchemas.compile(factory);
        }
      };

  private static final AbstractModelParser COMPILED_DIAGRAMS =
      new BpmnParser() {
        @Override
        protected void configureFactory(DocumentBuilderFactory factory) {
          super.configureFactory(factory);
          CompiledSchemas.compile(factory);
        }
      };

  @Test
  void everyFileIsReadTheSame() throws IOException {
    for (FileSet.File file : FileSet.in(Path.of("")).ending("dmn")) {
      assertSame(TABLES, COMPILED_TABLES, file);
    }
    for (FileSet.File file : FileSet.in(Path.of("")).ending("bpmn")) {
      assertSame(DIAGRAMS, COMPILED_DIAGRAMS, file);
    }
  }

  private static void assertSame(
      AbstractModelParser one, AbstractModelParser other, FileSet.File file) {
    Document expected = document(one, file.bytes());
    Document found = document(other, file.bytes());
    assertThat(found.isEqualNode(expected)).as(file.name()).isTrue();
    NodeList all = expected.getElementsByTagName("*");
    for (int i = 0; i < all.getLength(); i++) {
      String id = ((Element) all.item(i)).getAttribute("id");
      assertThat(found.getElementById(id) == null)
          .as("%s, %s", file.name(), id)
          .isEqualTo(expected.getElementById(id) == null);
    }
  }

  private static Document document(AbstractModelParser parser, byte[] bytes) {
    return (Document)
        parser
            .parseModelFromStream(new ByteArrayInputStream(bytes))
            .getDocument()
            .getDomSource()
            .getNode();
  }

  @Test
  void mistakesAreSaidInTheSameWords() throws IOException {
    FileSet files = FileSet.in(Path.of(""));
    String table = new String(files.ending("dmn").get(0).bytes(), StandardCharsets.UTF_8);
    String diagram = new String(files.ending("bpmn").get(0).bytes(), StandardCharsets.UTF_8);
    for (String wrong :
        List.of(
            table.replace("<inputExpression", "<inputExpressions"),
            table.replace("</decision>", ""),
            table.replace(" id=", " name=\"twice\" id=\"one\" ids="),
            "<!DOCTYPE a [<!ENTITY b \"c\">]>" + table.replaceFirst("^<\\?.*?\\?>", ""))) {
      assertThat(said(COMPILED_TABLES, wrong)).isEqualTo(said(TABLES, wrong)).isNotEmpty();
    }
    for (String wrong :
        List.of(
            diagram.replace("<bpmn:process", "<bpmn:proces"),
            diagram.replace("targetRef=", "targetRefs="),
            diagram.replaceFirst(" id=\"[^\"]*\"", " id=\"1 2\""))) {
      assertThat(said(COMPILED_DIAGRAMS, wrong)).isEqualTo(said(DIAGRAMS, wrong)).isNotEmpty();
    }
  }

  private static String said(AbstractModelParser parser, String text) {
    Throwable thrown =
        catchThrowable(() -> document(parser, text.getBytes(StandardCharsets.UTF_8)));
    StringBuilder said = new StringBuilder();
    for (Throwable one = thrown; one != null; one = one.getCause()) {
      said.append(one.getMessage()).append('\n');
    }
    return said.toString();
  }
}
