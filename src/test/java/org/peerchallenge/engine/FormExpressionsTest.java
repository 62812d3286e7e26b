package org.peerchallenge.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.peerchallenge.engine.FormExpressions.names;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.peerchallenge.engine.FormExpressions.Part;

class FormExpressionsTest {

  @Test
  void namesAreWhatAnExpressionAsksFor() {
    assertThat(names("=answer != \"decline by me\"")).containsExactly("answer");
    assertThat(names("=count(rows) = 0 and not(ready = true)")).containsExactly("ready", "rows");
    assertThat(names("=if a then string length(b) else upper case(\"c\")"))
        .containsExactly("a", "b");
    assertThat(names("=person.name = null or string length(note) > 3"))
        .containsExactly("note", "person");
    assertThat(names("=some item in items satisfies item.done = true")).containsExactly("items");
    assertThat(names("=for x in items return x.title")).containsExactly("items");
    assertThat(names("=count(items[done = true]) > limit")).containsExactly("items", "limit");
    assertThat(names("=this.figures = null or this.figures.first = \"\""))
        .containsExactly("figures");
  }

  @Test
  void aTemplateAsksInItsTextAndInItsLoops() {
    assertThat(
            FormExpressions.template(
                "a {{b}} {{#if c}}d {{e}}{{/if}} {{#loop rows}}- {{title}}{{#loop parts}}{{this}}"
                    + "{{/loop}}{{/loop}} {{f}}"))
        .containsExactly(
            new Part.Asks("b"),
            new Part.Asks("c"),
            new Part.Asks("e"),
            new Part.Loop(
                "rows",
                List.of(
                    new Part.Asks("title"),
                    new Part.Loop("parts", List.of(new Part.Asks("this"))))),
            new Part.Asks("f"));
  }
}
