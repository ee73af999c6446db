import { basename, dirname, relative, resolve } from "node:path";
import ts from "typescript";

/** A field of a request, a kept output or a step that can be removed from a cloud's source. */
export interface Mutant {
  /** Its index among all mutants, which the instrumented source passes on. */
  id: number;
  /** Absolute path. */
  file: string;
  line: number;
  /** The enclosing call or function, and the field's name: `RunInstances MinCount`. */
  name: string;
  /** The source range to remove. */
  start: number;
  end: number;
  kind: "property" | "spread" | "element";
}

/** A property that is evaluated once, when its file is loaded, and must be evaluated on every access instead. */
export interface Constant {
  file: string;
  start: number;
  value: number;
  end: number;
  name: string;
}

/** Tests, and what no row runs, as it has tests of its own: probes of `indiecloud verify` and functions. */
const NOT_OF_RESOURCES = /\.test\.ts$|assumptions\.ts$|[\\/](functions|graphs|trial)\.ts$/;

/**
 * All mutants of the clouds' sources, found by their types: what is passed as `Parameters`, to `setOutputs`, or as a
 * step.
 */
export function findMutants(folder: string): { mutants: Mutant[]; constants: Constant[] } {
  const program = createProgram(folder);
  const checker = program.getTypeChecker();
  const sources = program
    .getSourceFiles()
    .filter(({ fileName }) => isWithin(folder, fileName) && !NOT_OF_RESOURCES.test(fileName));
  const found = new Map<string, Omit<Mutant, "id">>();
  const constants: Constant[] = [];
  const seen = new Set<ts.Node>();

  const add = (node: ts.Node, kind: Mutant["kind"], field: string): void => {
    const source = node.getSourceFile();
    const start = node.getStart(source);
    const line = source.getLineAndCharacterOfPosition(start).line + 1;
    const name = `${contextOf(node)} ${field}`;
    found.set(`${source.fileName}:${start}`, { file: source.fileName, line, name, start, end: node.getEnd(), kind });
  };

  const follow = (node: ts.Expression | undefined): void => {
    if (node === undefined || seen.has(node)) {
      return;
    }
    seen.add(node);
    if (!isWithin(folder, node.getSourceFile().fileName)) {
      return;
    }
    if (ts.isObjectLiteralExpression(node)) {
      followObject(node);
    } else if (ts.isArrayLiteralExpression(node)) {
      for (const each of node.elements) {
        follow(ts.isSpreadElement(each) ? each.expression : each);
      }
    } else if (ts.isConditionalExpression(node)) {
      follow(node.whenTrue);
      follow(node.whenFalse);
    } else if (ts.isBinaryExpression(node)) {
      follow(node.left);
      follow(node.right);
    } else if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isAwaitExpression(node)) {
      follow(node.expression);
    } else if (ts.isIdentifier(node)) {
      followDeclaration(node);
    } else if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) {
      followBody(node.body);
    } else if (ts.isCallExpression(node)) {
      followCall(node);
    }
  };

  const followObject = ({ properties }: ts.ObjectLiteralExpression): void => {
    for (const property of properties) {
      if (ts.isSpreadAssignment(property)) {
        add(property, "spread", property.expression.getText());
        follow(property.expression);
      } else if (ts.isPropertyAssignment(property)) {
        add(property, "property", property.name.getText());
        follow(property.initializer);
      } else if (ts.isShorthandPropertyAssignment(property)) {
        add(property, "property", property.name.getText());
      }
    }
  };

  /** What a name refers to: a constant, or a part of a destructured one. */
  const followDeclaration = (name: ts.Identifier): void => {
    const symbol = checker.getSymbolAtLocation(name);
    const origin = symbol && (symbol.flags & ts.SymbolFlags.Alias) !== 0 ? checker.getAliasedSymbol(symbol) : symbol;
    for (const declaration of origin?.declarations ?? []) {
      let node: ts.Node = declaration;
      while (ts.isBindingElement(node) || ts.isArrayBindingPattern(node) || ts.isObjectBindingPattern(node)) {
        node = node.parent;
      }
      if (ts.isVariableDeclaration(node)) {
        follow(node.initializer);
      } else if (ts.isFunctionDeclaration(node)) {
        followBody(node.body);
      }
    }
  };

  /** What a function of the cloud returns, and what the callback of `map` and the like returns. */
  const followCall = ({ expression, arguments: given }: ts.CallExpression): void => {
    if (ts.isIdentifier(expression)) {
      followDeclaration(expression);
    } else if (ts.isPropertyAccessExpression(expression) && expression.name.text === "map") {
      given.forEach(follow);
    }
  };

  const followBody = (body: ts.ConciseBody | undefined): void => {
    if (body !== undefined && !ts.isBlock(body)) {
      follow(body);
      return;
    }
    const visit = (node: ts.Node): void => {
      if (ts.isReturnStatement(node)) {
        follow(node.expression);
      } else if (!ts.isFunctionLike(node)) {
        ts.forEachChild(node, visit);
      }
    };
    body?.statements.forEach(visit);
  };

  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const parameters = checker.getResolvedSignature(node)?.getParameters() ?? [];
      node.arguments.forEach((argument, index) => {
        const parameter = parameters[index];
        if (parameter !== undefined && isSent(parameter)) {
          follow(argument);
        }
      });
      if (calleeOf(node) === "setOutputs") {
        node.arguments.forEach(follow);
      }
    }
    if (ts.isPropertyAssignment(node) && ts.isObjectLiteralExpression(node.parent)) {
      const name = node.name.getText();
      if (name === "createdOutputs" || name === "steps") {
        const value = node.initializer.getStart();
        const file = node.getSourceFile().fileName;
        constants.push({ file, start: node.getStart(), value, end: node.getEnd(), name });
      }
      if (name === "createdOutputs") {
        follow(node.initializer);
      }
      if (name === "steps" && ts.isArrayLiteralExpression(node.initializer)) {
        for (const step of node.initializer.elements) {
          add(step, "element", `step "${labelOf(step)}"`);
        }
      }
    }
    ts.forEachChild(node, visit);
  };
  sources.forEach(visit);
  const mutants = [...found.values()]
    .sort((a, b) => (a.file === b.file ? a.start - b.start : a.file < b.file ? -1 : 1))
    .map((mutant, id) => ({ ...mutant, id }));
  return { mutants, constants };
}

function createProgram(folder: string): ts.Program {
  const config = ts.findConfigFile(folder, ts.sys.fileExists) ?? "";
  const { config: json } = ts.readConfigFile(config, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(json, ts.sys, dirname(config));
  return ts.createProgram([resolve(folder, "index.ts")], options);
}

const isWithin = (folder: string, file: string): boolean => !relative(folder, file).startsWith("..");

/**
 * Every cloud names the type of what it sends `Parameters`, and the type of a part of it `NetworkParameters` or the
 * like.
 */
function isSent({ valueDeclaration }: ts.Symbol): boolean {
  const declared =
    valueDeclaration !== undefined && ts.isParameter(valueDeclaration) ? valueDeclaration.type : undefined;
  return /\w*Parameters(\[\])?$/.test(declared?.getText() ?? "");
}

const calleeOf = ({ expression }: ts.CallExpression): string =>
  ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();

/** The call that contains a node, by the text that names it; otherwise the enclosing function or constant. */
function contextOf(node: ts.Node): string {
  for (let at: ts.Node | undefined = node.parent; at !== undefined; at = at.parent) {
    if (ts.isCallExpression(at)) {
      const [named] = at.arguments;
      if (named !== undefined && (ts.isStringLiteralLike(named) || ts.isTemplateExpression(named))) {
        return named.getText().replace(/^["`]|["`]$/g, "");
      }
    }
    if (ts.isFunctionDeclaration(at) || ts.isVariableDeclaration(at) || ts.isMethodDeclaration(at)) {
      return at.name?.getText() ?? basename(at.getSourceFile().fileName);
    }
  }
  return basename(node.getSourceFile().fileName);
}

function labelOf(step: ts.Expression): string {
  if (ts.isIdentifier(step)) {
    return step.text;
  }
  const properties = ts.isObjectLiteralExpression(step) ? step.properties : [];
  const label = properties.find((each) => each.name?.getText() === "label");
  return label !== undefined && ts.isPropertyAssignment(label) && ts.isStringLiteral(label.initializer)
    ? label.initializer.text
    : "?";
}
