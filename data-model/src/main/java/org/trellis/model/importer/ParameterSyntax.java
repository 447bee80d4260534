package org.trellis.model.importer;

import org.trellis.model.catalogue.SyntaxFacts;

/**
 * The syntax of a parameter with the marks that the model sets on it.
 *
 * @param command writing {@code true} triggers an action
 */
record ParameterSyntax(SyntaxFacts facts, boolean secured, boolean hidden, boolean command) {}
