package io.rolloutoperator.notify.template;

import io.rolloutoperator.analysis.expression.Value;
import java.util.ArrayList;
import java.util.List;

/** The variables of a template under evaluation, innermost last. */
final class Scope {

  private static final class Variable {
    private final String name;
    private Value value;

    Variable(String name, Value value) {
      this.name = name;
      this.value = value;
    }
  }

  private final List<Variable> variables = new ArrayList<>();

  /** A scope where {@code $} is the data. */
  Scope(Value data) {
    declare("$", data);
  }

  int mark() {
    return variables.size();
  }

  /** Forgets what was declared since. */
  void backTo(int mark) {
    variables.subList(mark, variables.size()).clear();
  }

  void declare(String name, Value value) {
    variables.add(new Variable(name, value));
  }

  void assign(String name, Value value) {
    find(name).value = value;
  }

  Value get(String name) {
    return find(name).value;
  }

  private Variable find(String name) {
    for (Variable variable : variables.reversed()) {
      if (variable.name.equals(name)) {
        return variable;
      }
    }
    throw new TemplateFailure("undefined variable \"" + name + "\"");
  }
}
