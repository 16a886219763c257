package io.rolloutoperator.notify.template;

import io.rolloutoperator.notify.template.Pipeline.Command;
import io.rolloutoperator.notify.template.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads pipelines and knows which variables there are. */
final class PipelineParser {

  private final Tokens tokens;
  private final List<String> variables = new ArrayList<>(List.of("$"));
  private int depth;

  PipelineParser(Tokens tokens) {
    this.tokens = tokens;
  }

  /** The variables known so far, for {@link #backTo}. */
  int scope() {
    return variables.size();
  }

  /** Forgets variables that were declared since. */
  void backTo(int scope) {
    variables.subList(scope, variables.size()).clear();
  }

  /** Reads up to and with {@code end}. */
  Pipeline pipeline(String context, Kind end) {
    depth++;
    if (depth > Limits.DEPTH) {
      throw tokens.failure(tokens.peek(), "brackets nested deeper than " + Limits.DEPTH);
    }
    Declarations declarations = declarations(context);
    List<Command> commands = new ArrayList<>();
    while (true) {
      Token token = tokens.peekNonSpace();
      if (token.is(end)) {
        tokens.nextNonSpace();
        break;
      }
      commands.add(command(context));
    }
    check(commands, context);
    depth--;
    return new Pipeline(declarations.names, declarations.assigns, List.copyOf(commands));
  }

  private record Declarations(List<String> names, boolean assigns) {}

  private Declarations declarations(String context) {
    List<String> names = new ArrayList<>();
    while (tokens.peekNonSpace().is(Kind.VARIABLE)) {
      int start = tokens.position();
      Token variable = tokens.next();
      Token after = tokens.peekNonSpace();
      if (after.is(Kind.COMMA) && context.equals("range") && names.isEmpty()) {
        tokens.nextNonSpace();
        names.add(variable.text());
        if (!tokens.peekNonSpace().is(Kind.VARIABLE)) {
          throw tokens.failure(variable, "range can only initialize variables");
        }
      } else if (after.is(Kind.COMMA)) {
        throw tokens.failure(variable, "too many declarations in " + context);
      } else if (after.is(Kind.DECLARE) || after.is(Kind.ASSIGN)) {
        tokens.nextNonSpace();
        names.add(variable.text());
        boolean assigns = after.is(Kind.ASSIGN);
        names.forEach(name -> declare(variable, name, assigns));
        return new Declarations(List.copyOf(names), assigns);
      } else {
        tokens.backTo(start);
        break;
      }
    }
    if (!names.isEmpty()) {
      throw tokens.unexpected(tokens.peek(), context);
    }
    return new Declarations(List.of(), false);
  }

  private void declare(Token at, String name, boolean assigns) {
    if (!assigns) {
      variables.add(name);
    } else if (!variables.contains(name)) {
      throw tokens.failure(at, "undefined variable \"" + name + "\"");
    }
  }

  private void check(List<Command> commands, String context) {
    if (commands.isEmpty()) {
      throw tokens.failure(tokens.peek(), "missing value for " + context);
    }
    for (int i = 1; i < commands.size(); i++) {
      boolean takesArguments =
          switch (commands.get(i).operands().getFirst()) {
            case Operand.BoolLiteral _,
                Operand.Dot _,
                Operand.NilLiteral _,
                Operand.NumberLiteral _,
                Operand.TextLiteral _ ->
                false;
            case Operand.Field _,
                Operand.Variable _,
                Operand.Name _,
                Operand.Chain _,
                Operand.Bracket _ ->
                true;
          };
      if (!takesArguments) {
        throw tokens.failure(
            tokens.peek(), "non executable command in pipeline stage %d".formatted(i + 1));
      }
    }
  }

  private Command command(String context) {
    List<Operand> operands = new ArrayList<>();
    while (true) {
      Token first = tokens.peekNonSpace();
      Optional<Operand> operand = operand();
      if (operand.isEmpty() && operands.isEmpty()) {
        throw tokens.unexpected(first, context);
      }
      operand.ifPresent(operands::add);
      Token after = tokens.peek();
      switch (after.kind()) {
        case SPACE -> {
          tokens.next();
          continue;
        }
        case PIPE -> tokens.next();
        case CLOSE, CLOSE_BRACKET -> {
          // The caller reads it.
        }
        default -> throw tokens.unexpected(after, "operand");
      }
      return new Command(List.copyOf(operands));
    }
  }

  /** A term with the fields that are asked of it; empty if there is none. */
  private Optional<Operand> operand() {
    int start = tokens.position();
    Token token = tokens.next();
    Optional<Operand> term = term(token);
    if (term.isEmpty()) {
      tokens.backTo(start);
      return Optional.empty();
    }
    List<String> names = new ArrayList<>();
    while (tokens.peek().is(Kind.FIELD)) {
      names.add(tokens.next().text().substring(1));
    }
    return Optional.of(names.isEmpty() ? term.get() : chain(token, term.get(), names));
  }

  private Operand chain(Token token, Operand term, List<String> names) {
    return switch (term) {
      case Operand.Field(List<String> first) -> new Operand.Field(joined(first, names));
      case Operand.Variable(String name, List<String> first) ->
          new Operand.Variable(name, joined(first, names));
      case Operand.Name _, Operand.Bracket _, Operand.Chain _ ->
          new Operand.Chain(term, List.copyOf(names));
      case Operand.BoolLiteral _,
          Operand.Dot _,
          Operand.NilLiteral _,
          Operand.NumberLiteral _,
          Operand.TextLiteral _ ->
          throw tokens.failure(token, "unexpected . after term " + token.describe());
    };
  }

  private static List<String> joined(List<String> first, List<String> second) {
    List<String> all = new ArrayList<>(first);
    all.addAll(second);
    return List.copyOf(all);
  }

  private Optional<Operand> term(Token token) {
    return switch (token.kind()) {
      case WORD -> Optional.of(word(token));
      case DOT -> Optional.of(new Operand.Dot());
      case FIELD -> Optional.of(new Operand.Field(List.of(token.text().substring(1))));
      case VARIABLE -> Optional.of(variable(token));
      case STRING -> Optional.of(new Operand.TextLiteral(token.text()));
      case CHARACTER -> {
        int character = token.text().codePointAt(0);
        yield Optional.of(
            new Operand.NumberLiteral(token.text(), false, true, character, character));
      }
      case NUMBER -> Optional.of(Literals.number(token.text()));
      case OPEN_BRACKET ->
          Optional.of(new Operand.Bracket(pipeline("parenthesized pipeline", Kind.CLOSE_BRACKET)));
      case TEXT, OPEN, CLOSE, SPACE, PIPE, CLOSE_BRACKET, DECLARE, ASSIGN, COMMA, END ->
          Optional.empty();
    };
  }

  private Operand word(Token token) {
    return switch (token.text()) {
      case "true" -> new Operand.BoolLiteral(true);
      case "false" -> new Operand.BoolLiteral(false);
      case "nil" -> new Operand.NilLiteral();
      case "if", "else", "end", "with", "range", "template", "define", "block" ->
          throw tokens.unexpected(token, "operand");
      default -> {
        if (!Functions.contains(token.text())) {
          throw tokens.failure(token, "function \"" + token.text() + "\" not defined");
        }
        yield new Operand.Name(token.text());
      }
    };
  }

  private Operand variable(Token token) {
    if (!variables.contains(token.text())) {
      throw tokens.failure(token, "undefined variable \"" + token.text() + "\"");
    }
    return new Operand.Variable(token.text(), List.of());
  }
}
