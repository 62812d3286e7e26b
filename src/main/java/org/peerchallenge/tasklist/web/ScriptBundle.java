package org.peerchallenge.tasklist.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import org.springframework.util.DigestUtils;

/**
 * Tasklist's modules as two files, under addresses that change with what they say: what Tasklist
 * starts with, and what is asked for later. On a slow line a module of its own costs its own way
 * there and back, and another to ask whether it changed; and it is not there when the connection is
 * cut.
 *
 * <p>They are put together as the module system would: each is a function that hands out what it
 * exports, in an order in which whatever is imported stands before. So a module here exports
 * functions, classes and constants by name where they are declared, and imports at its beginning.
 */
@Component
class ScriptBundle {

  /** Under which the browser asks for what it starts with. */
  static final String NAME = "peer-challenge.js";

  /** Under which it asks for everything else, once something of it is needed. */
  static final String REST = "later.js";

  private static final String FOLDER =
      "classpath:META-INF/resources/webjars/camunda/app/tasklist/scripts/";
  private static final String FIRST = "all.js";

  /** Loaded by the vendor's own means when its modules stand; part of the start all the same. */
  private static final String BEFORE_START = "before-start.js";

  private static final Pattern IMPORT =
      Pattern.compile("(?m)^import (\\{[^}]+}|\\* as \\w+) from '\\./([\\w-]+\\.js)';$");
  private static final Pattern LATER = Pattern.compile("\\bimport\\('\\./([\\w-]+\\.js)'\\)");
  private static final Pattern EXPORT =
      Pattern.compile("(?m)^export ((?:async )?(?:function|const|class) (\\w+))");
  private static final Pattern NOT_UNDERSTOOD =
      Pattern.compile("(?m)^(?:import|export)\\b.*|\\bimport\\(.*");

  private final Map<String, String> modules = new TreeMap<>();
  private final Map<String, String> files = new TreeMap<>();
  private final String version;

  ScriptBundle() throws IOException {
    for (Resource script :
        new PathMatchingResourcePatternResolver().getResources(FOLDER + "peer-challenge/*.js")) {
      modules.put(script.getFilename(), light(script));
    }
    version =
        DigestUtils.md5DigestAsHex(
                String.join("\n", modules.values()).getBytes(StandardCharsets.UTF_8))
            .substring(0, 12);
    List<String> start = new ArrayList<>();
    addWithImports(BEFORE_START, start);
    addWithImports(FIRST, start);
    List<String> all = new ArrayList<>(start);
    modules.keySet().forEach(name -> addWithImports(name, all));
    // Cockpit and Admin share a few of these, each for itself.
    start.forEach(name -> files.put("peer-challenge/" + name, module(name)));
    start.removeAll(List.of(FIRST, BEFORE_START));
    all.removeAll(start);
    all.removeAll(List.of(FIRST, BEFORE_START));
    String importAs = "import { m } from '%s" + address(NAME) + "';\n";
    files.put(
        NAME,
        // What comes later is there when the file is.
        "export const m={later:name=>import('./%s').then(()=>m[name])};\n".formatted(address(REST))
            + inOrder(start)
            // The one module that waits for something while it starts.
            + "await (async () => {\n%s\n})();\n".formatted(asFunction(FIRST)));
    files.put(REST, importAs.formatted("./") + inOrder(all));
    files.put(
        "peer-challenge/" + BEFORE_START, importAs.formatted("../") + asFunction(BEFORE_START));
    files.put(
        "config.js",
        light(new PathMatchingResourcePatternResolver().getResource(FOLDER + "config.js"))
            .replace("./peer-challenge/" + FIRST, "./" + address(NAME)));
  }

  /**
   * A script as the browser gets it, without comments and indentation, which are for people and a
   * third of the weight. So a text over several lines must not count on its indentation.
   *
   * @param path below the folder of the scripts, as {@code config.js}
   */
  Optional<String> script(String path) {
    return Optional.ofNullable(files.get(path));
  }

  /** Changes with every change of a module. */
  String version() {
    return version;
  }

  private String address(String name) {
    return name + "?v=" + version;
  }

  private void addWithImports(String name, List<String> order) {
    IMPORT
        .matcher(module(name))
        .results()
        .map(one -> one.group(2))
        .filter(imported -> !order.contains(imported))
        .forEach(imported -> addWithImports(imported, order));
    if (!order.contains(name)) {
      order.add(name);
    }
  }

  private String inOrder(List<String> names) {
    return names.stream()
        .map(name -> "%s=(()=>{\n%s\n})();\n".formatted(held(name), asFunction(name)))
        .collect(Collectors.joining());
  }

  private String asFunction(String name) {
    String text =
        IMPORT.matcher(module(name)).replaceAll(one -> Matcher.quoteReplacement(fromBundle(one)));
    List<String> exported = EXPORT.matcher(text).results().map(one -> one.group(2)).toList();
    String inside =
        LATER
            .matcher(EXPORT.matcher(text).replaceAll("$1"))
            .replaceAll(one -> "m.later('%s')".formatted(held(one.group(1)).substring(2)));
    NOT_UNDERSTOOD
        .matcher(inside)
        .results()
        .findFirst()
        .ifPresent(
            line -> {
              throw new IllegalStateException(
                  "The bundle does not understand “%s” in %s".formatted(line.group(), name));
            });
    return inside
        + (exported.isEmpty() ? "" : "\nreturn {%s};".formatted(String.join(",", exported)));
  }

  /** {@code import { a as b } from './c.js'} as {@code const {a:b}=m.c}. */
  private static String fromBundle(MatchResult one) {
    String what = one.group(1).replaceAll("^\\* as ", "").replace(" as ", ":").replace(" ", "");
    return "const %s=%s;".formatted(what, held(one.group(2)));
  }

  /** Where the first file holds what a module exports; short, since it stands there often. */
  private static String held(String name) {
    return "m." + name.replace(".js", "").replace('-', '_');
  }

  private String module(String name) {
    if (!modules.containsKey(name)) {
      throw new IllegalStateException("There is no script " + name);
    }
    return modules.get(name);
  }

  private static String light(Resource script) throws IOException {
    return script
        .getContentAsString(StandardCharsets.UTF_8)
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("//"))
        .collect(Collectors.joining("\n"))
        // Nothing ends there, so that a line's end says nothing.
        .replaceAll("(?<=[{,(])\n", "");
  }
}
