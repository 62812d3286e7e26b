package org.peerchallenge.benchmark.web;

import java.io.IOException;
import java.io.InputStream;
import org.peerchallenge.benchmark.imports.Kind;
import org.peerchallenge.document.web.Download;
import org.peerchallenge.kernel.web.NotFound;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** An example of each kind of file that can be imported: a few lines of public figures. */
@Controller
class ExampleFiles {

  @GetMapping("/figures/imports/examples/{kind}.csv")
  ResponseEntity<byte[]> example(@PathVariable String kind) throws IOException {
    Kind known = Kind.find(kind).filter(Kind::hasExample).orElseThrow(NotFound::new);
    try (InputStream example =
        ExampleFiles.class.getResourceAsStream("/figures/examples/" + known.id() + ".csv")) {
      return Download.of(
          "example-" + known.id() + ".csv", "text/csv;charset=UTF-8", example.readAllBytes());
    }
  }
}
