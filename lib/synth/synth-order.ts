import { ApiObject, type App, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { UserError } from '../messages/user-error';
import { CycleError, topology, type Vertex } from './topology';

type ConstructVertex = Vertex<IConstruct>;

/** The charts of an app, each with its objects, in the order in which cdk8s writes them. */
export interface SynthOrder {
  readonly charts: ReadonlyArray<{ readonly chart: Chart; readonly objects: readonly ApiObject[] }>;
  /** Whether charts depend on each other, so that their files are numbered. */
  readonly numbered: boolean;
  /** The charts that a chart depends on. */
  readonly dependencies: ReadonlyMap<Chart, readonly Chart[]>;
}

/**
 * Orders an app as `App.synth` of cdk8s does, in time and memory linear in its constructs and dependencies.
 *
 * cdk8s joins every object of a dependent construct with every object of the construct it depends on. Here such a pair
 * of constructs is two vertices without a value, one that leads to the targets and one that the sources share, which
 * gives the same order: the objects that one edge of cdk8s after the other would reach, the group reaches in turn.
 */
export function synthOrder(app: App): SynthOrder {
  const constructs = app.node.findAll();
  return constructs.some(dependsOnOthers) ? new Graph(app, constructs).order() : treeOrder(constructs);
}

/** A chart depends on those that stand directly below it, as cdk8s sees it. */
function dependsOnOthers(construct: IConstruct): boolean {
  const { node } = construct;
  return (
    node.dependencies.length > 0 || (Chart.isChart(construct) && node.children.some((child) => Chart.isChart(child)))
  );
}

/** What most apps are: nothing depends on anything, and everything is written as it stands in the tree. */
function treeOrder(constructs: readonly IConstruct[]): SynthOrder {
  const objects = new Map<IConstruct, ApiObject[]>();
  // By path, as cdk8s finds them: paths that are whole numbers come first.
  const charts = Object.create(null) as Record<string, Chart>;
  for (const construct of constructs) {
    if (Chart.isChart(construct)) {
      charts[construct.node.path] = construct;
      objects.set(construct, []);
    } else if (ApiObject.isApiObject(construct)) {
      objects.get((construct as ApiObject).chart)?.push(construct as ApiObject);
    }
  }
  return {
    numbered: false,
    dependencies: new Map(),
    charts: Object.values(charts).map((chart) => ({ chart, objects: objects.get(chart) ?? [] })),
  };
}

class Graph {
  /** By path, as cdk8s finds them: an object also fixes the order (paths that are whole numbers come first). */
  private readonly vertices: Record<string, ConstructVertex> = Object.create(null) as Record<string, ConstructVertex>;
  private readonly charts = new Map<IConstruct, Chart>();
  private readonly dependencies = new Map<IConstruct, IConstruct[]>();
  private readonly objects = new Map<IConstruct, ApiObject[]>();
  private readonly targetGroups = new Map<IConstruct, ConstructVertex>();
  private numbered = false;

  public constructor(
    private readonly app: App,
    private readonly constructs: readonly IConstruct[],
  ) {
    for (const construct of this.constructs) {
      this.vertices[construct.node.path] = { value: construct, out: [] };
    }
    this.collectDependencies();
    this.connect();
  }

  public order(): SynthOrder {
    const sorted = this.sort(Object.values(this.vertices));
    const charts = sorted.filter((construct) => Chart.isChart(construct));
    return {
      numbered: this.numbered,
      charts: charts.map((chart) => ({ chart, objects: this.objectsOf(chart) })),
      dependencies: new Map(
        charts.map((chart) => [chart, (this.dependencies.get(chart) ?? []).filter((one) => Chart.isChart(one))]),
      ),
    };
  }

  private objectsOf(chart: Chart): ApiObject[] {
    const inside = chart.node.findAll().flatMap((construct) => this.vertices[construct.node.path] ?? []);
    return this.sort(inside).filter(
      (construct): construct is ApiObject => ApiObject.isApiObject(construct) && this.chartOf(construct) === chart,
    );
  }

  private sort(vertices: readonly ConstructVertex[]): IConstruct[] {
    try {
      return topology(vertices);
    } catch (error) {
      if (error instanceof CycleError) {
        const cycle = (error.cycle as IConstruct[]).map(({ node }) => node.path).join(' => ');
        throw new UserError(`Dependency cycle detected: ${cycle}. Remove one of these dependencies.`);
      }
      throw error;
    }
  }

  /** The dependencies that were declared, and those between charts that follow from them. */
  private collectDependencies(): void {
    const chartDependencies = new Map<Chart, Set<IConstruct>>();
    const add = (source: Chart, target: IConstruct): void => {
      const targets = chartDependencies.get(source) ?? new Set(this.dependencies.get(source));
      chartDependencies.set(source, targets.add(target));
      this.numbered = true;
    };
    for (const construct of this.constructs) {
      const declared = construct.node.dependencies;
      if (declared.length > 0) {
        this.dependencies.set(construct, declared);
      }
    }
    const declared = [...this.dependencies];
    for (const construct of this.constructs) {
      if (Chart.isChart(construct)) {
        construct.node.children.filter((child) => Chart.isChart(child)).forEach((child) => add(construct, child));
      }
    }
    // A chart that contains another depends on it: dependencies that cdk8s sees before it looks for implied ones.
    const nested = [...chartDependencies].map(([chart, targets]) => [chart, [...targets]] as const);
    for (const [source, targets] of this.inTreeOrder([...declared, ...nested])) {
      for (const target of targets) {
        const sourceChart = this.chartOf(source);
        const targetChart = this.chartOf(target);
        if (sourceChart !== targetChart) {
          add(sourceChart, targetChart);
        }
      }
    }
    for (const [chart, targets] of chartDependencies) {
      this.dependencies.set(chart, [...targets]);
    }
  }

  private inTreeOrder(
    entries: ReadonlyArray<readonly [IConstruct, readonly IConstruct[]]>,
  ): ReadonlyArray<readonly [IConstruct, readonly IConstruct[]]> {
    const latest = new Map(entries);
    return this.constructs.flatMap((construct) => {
      const targets = latest.get(construct);
      return targets === undefined ? [] : [[construct, targets] as const];
    });
  }

  private connect(): void {
    for (const construct of this.constructs) {
      const targets = this.dependencies.get(construct);
      if (targets !== undefined) {
        this.vertices[construct.node.path]?.out.push(...this.known(targets));
      }
    }
    // Outer constructs first, so that an object meets the dependencies of its chart before its own.
    for (const construct of this.constructs) {
      const targets = this.dependencies.get(construct);
      if (targets !== undefined) {
        this.connectObjects(construct, targets);
      }
    }
  }

  /** Every object of `source` depends on every object of each target. */
  private connectObjects(source: IConstruct, targets: readonly IConstruct[]): void {
    const sources = this.objectsUnder(source);
    if (targets.some((target) => this.overlap(source, target))) {
      for (const target of targets) {
        for (const object of sources) {
          const others = this.objectsUnder(target).filter((other) => other !== object);
          this.vertices[object.node.path]?.out.push(...this.known(others));
        }
      }
      return;
    }
    const group: ConstructVertex = { out: targets.map((target) => this.targetGroup(target)) };
    for (const object of sources) {
      this.vertices[object.node.path]?.out.push(group);
    }
  }

  private targetGroup(target: IConstruct): ConstructVertex {
    let group = this.targetGroups.get(target);
    if (group === undefined) {
      group = { out: this.known(this.objectsUnder(target)) };
      this.targetGroups.set(target, group);
    }
    return group;
  }

  /** Whether one contains the other in one chart; then an object could be joined with itself. */
  private overlap(a: IConstruct, b: IConstruct): boolean {
    return this.chartOf(a) === this.chartOf(b) && (isInside(a, b) || isInside(b, a));
  }

  /** The objects at and below a construct that belong to its chart, not to a chart inside it. */
  private objectsUnder(construct: IConstruct): ApiObject[] {
    let objects = this.objects.get(construct);
    if (objects === undefined) {
      const chart = this.chartOf(construct);
      objects = construct.node
        .findAll()
        .filter((c): c is ApiObject => ApiObject.isApiObject(c) && this.chartOf(c) === chart);
      this.objects.set(construct, objects);
    }
    return objects;
  }

  private known(constructs: readonly IConstruct[]): ConstructVertex[] {
    return constructs.flatMap((construct) => this.vertices[construct.node.path] ?? []);
  }

  private chartOf(construct: IConstruct): Chart {
    const chart = this.closestChart(construct);
    if (chart === undefined) {
      throw new UserError(
        `A dependency starts or ends at '${construct.node.path || this.app.constructor.name}', which is not in a chart. ` +
          'Only charts, and constructs inside charts, can depend on each other.',
      );
    }
    return chart;
  }

  private closestChart(construct: IConstruct): Chart | undefined {
    if (Chart.isChart(construct)) {
      return construct;
    }
    let chart = this.charts.get(construct);
    if (chart === undefined && construct.node.scope !== undefined) {
      chart = this.closestChart(construct.node.scope);
      if (chart !== undefined) {
        this.charts.set(construct, chart);
      }
    }
    return chart;
  }
}

function isInside(construct: IConstruct, scope: IConstruct): boolean {
  for (let at: IConstruct | undefined = construct; at !== undefined; at = at.node.scope) {
    if (at === scope) {
      return true;
    }
  }
  return false;
}
