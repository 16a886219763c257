package io.rolloutoperator.notify.template;

import io.rolloutoperator.notify.template.Token.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads text and blocks. What stands in an action is read by {@link PipelineParser}. */
final class Parser {

  private static final Set<String> ENDS = Set.of("end", "else");

  private final Tokens tokens;
  private final Map<String, List<Node>> templates;
  private final PipelineParser pipelines;
  private int depth;
  private int ranges;

  private Parser(Tokens tokens, Map<String, List<Node>> templates) {
    this.tokens = tokens;
    this.templates = templates;
    this.pipelines = new PipelineParser(tokens);
  }

  /**
   * Reads a source.
   *
   * @return the templates in it by name; the source itself has the name {@code ""}
   * @throws TemplateFailure at the first error
   */
  static Map<String, List<Node>> parse(String source) {
    Map<String, List<Node>> templates = new HashMap<>();
    Parser parser = new Parser(new Tokens(Lexer.scan(source)), templates);
    List<Node> nodes = new ArrayList<>();
    while (!parser.tokens.peek().is(Kind.END)) {
      parser.topLevel(nodes);
    }
    templates.put("", List.copyOf(nodes));
    return templates;
  }

  private void topLevel(List<Node> nodes) {
    int start = tokens.position();
    if (tokens.next().is(Kind.OPEN) && tokens.peekNonSpace().isWord("define")) {
      tokens.nextNonSpace();
      define();
      return;
    }
    tokens.backTo(start);
    textOrAction().ifPresentOrElse(nodes::add, this::refuseEnd);
  }

  private void refuseEnd() {
    throw tokens.unexpected(tokens.peekNonSpace(), "template");
  }

  private void define() {
    Token name = tokens.nextNonSpace();
    if (!name.is(Kind.STRING)) {
      throw tokens.unexpected(name, "define clause");
    }
    tokens.expect(Kind.CLOSE, "define clause");
    Parser inner = new Parser(tokens, templates);
    inner.depth = depth;
    List<Node> body = inner.list();
    if (!tokens.nextNonSpace().isWord("end")) {
      throw tokens.unexpected(tokens.peek(), "define clause");
    }
    tokens.expect(Kind.CLOSE, "define clause");
    register(name, body);
  }

  private void register(Token name, List<Node> body) {
    boolean isEmpty =
        body.stream().allMatch(node -> node instanceof Node.Text(String text) && text.isBlank());
    List<Node> known = templates.get(name.text());
    boolean isKnown = known != null && !known.isEmpty();
    if (isKnown && !isEmpty) {
      throw tokens.failure(name, "multiple definition of template \"" + name.text() + "\"");
    }
    if (!isKnown) {
      templates.put(name.text(), isEmpty ? List.of() : body);
    }
  }

  /** Text and actions up to {@code end} or {@code else}, which is next. */
  private List<Node> list() {
    depth++;
    if (depth > Limits.DEPTH) {
      throw tokens.failure(tokens.peek(), "blocks nested deeper than " + Limits.DEPTH);
    }
    List<Node> nodes = new ArrayList<>();
    while (true) {
      Token token = tokens.peek();
      if (token.is(Kind.END)) {
        throw tokens.failure(token, "unexpected end of the template: a block has no {{end}}");
      }
      Optional<Node> node = textOrAction();
      if (node.isEmpty()) {
        depth--;
        return List.copyOf(nodes);
      }
      nodes.add(node.get());
    }
  }

  /** Text or an action; empty if {@code end} or {@code else} is next. */
  private Optional<Node> textOrAction() {
    Token token = tokens.next();
    if (token.is(Kind.TEXT)) {
      return Optional.of(new Node.Text(token.text()));
    }
    if (!token.is(Kind.OPEN)) {
      throw tokens.unexpected(token, "input");
    }
    Token first = tokens.peekNonSpace();
    if (first.is(Kind.WORD) && ENDS.contains(first.text())) {
      return Optional.empty();
    }
    return Optional.of(first.is(Kind.WORD) ? word(first) : print());
  }

  private Node print() {
    return new Node.Action(pipelines.pipeline("command", Kind.CLOSE));
  }

  private Node word(Token word) {
    return switch (word.text()) {
      case "if" -> branch("if");
      case "with" -> branch("with");
      case "range" -> range();
      case "template" -> use();
      case "block" -> block();
      case "break" -> leave(new Node.Break());
      case "continue" -> leave(new Node.Continue());
      default -> print();
    };
  }

  private Node leave(Node node) {
    Token word = tokens.nextNonSpace();
    if (ranges == 0) {
      throw tokens.failure(word, "{{" + word.text() + "}} outside {{range}}");
    }
    tokens.expect(Kind.CLOSE, word.text());
    return node;
  }

  private Node branch(String word) {
    tokens.nextNonSpace();
    int scope = pipelines.scope();
    Pipeline condition = pipelines.pipeline(word, Kind.CLOSE);
    List<Node> then = list();
    List<Node> otherwise = otherwise(word, word);
    pipelines.backTo(scope);
    return word.equals("if")
        ? new Node.If(condition, then, otherwise)
        : new Node.With(condition, then, otherwise);
  }

  private Node range() {
    tokens.nextNonSpace();
    int scope = pipelines.scope();
    Pipeline values = pipelines.pipeline("range", Kind.CLOSE);
    ranges++;
    List<Node> body = list();
    ranges--;
    List<Node> otherwise = otherwise("range", "");
    pipelines.backTo(scope);
    return new Node.Range(values, body, otherwise);
  }

  /**
   * The rest of a block after its first list.
   *
   * @param chained the word that may follow {@code else}
   */
  private List<Node> otherwise(String context, String chained) {
    if (tokens.nextNonSpace().isWord("end")) {
      tokens.expect(Kind.CLOSE, "end");
      return List.of();
    }
    if (!chained.isEmpty() && tokens.peekNonSpace().isWord(chained)) {
      depth++;
      Node nested = branch(chained);
      depth--;
      return List.of(nested);
    }
    tokens.expect(Kind.CLOSE, "else");
    List<Node> nodes = list();
    Token end = tokens.nextNonSpace();
    if (!end.isWord("end")) {
      throw tokens.unexpected(end, context);
    }
    tokens.expect(Kind.CLOSE, "end");
    return nodes;
  }

  private Node use() {
    tokens.nextNonSpace();
    return used("template clause");
  }

  private Node.Use used(String context) {
    Token name = tokens.nextNonSpace();
    if (!name.is(Kind.STRING)) {
      throw tokens.unexpected(name, context);
    }
    if (tokens.peekNonSpace().is(Kind.CLOSE)) {
      tokens.nextNonSpace();
      return new Node.Use(name.text(), Optional.empty());
    }
    return new Node.Use(name.text(), Optional.of(pipelines.pipeline(context, Kind.CLOSE)));
  }

  private Node block() {
    Token word = tokens.nextNonSpace();
    Node.Use use = used("block clause");
    Parser inner = new Parser(tokens, templates);
    inner.depth = depth;
    List<Node> body = inner.list();
    Token end = tokens.nextNonSpace();
    if (!end.isWord("end")) {
      throw tokens.unexpected(end, "block clause");
    }
    tokens.expect(Kind.CLOSE, "end");
    register(new Token(Kind.STRING, use.name(), word.line()), body);
    return use;
  }
}
