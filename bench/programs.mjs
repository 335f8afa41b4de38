/**
 * The kind of resources that a project declares:
 * - "lync": those of pulumi-lync
 * - "noop": those of a provider that does nothing and has a text of the same length
 * - "ordinary": ordinary dynamic resources, each with its own provider object
 * - "shared": dynamic resources that share one provider object, so that the program serializes its
 *   methods only once
 * @typedef {"lync" | "noop" | "ordinary" | "shared"} Kind
 */

const declareAll = `
const made = {};
for (const { type, name, args, after } of require("./resources.json")) {
  made[name] = make(type, name, args, after === undefined ? {} : { dependsOn: made[after] });
}
`;

const idle = `{
  async configure() {},
  async check(_olds, news) { return { inputs: news }; },
  async diff() { return { changes: false }; },
  async create(inputs) { return { id: inputs.identity, outs: inputs }; },
  async read(id, props) { return { id, props }; },
  async update(_id, _olds, news) { return { outs: news }; },
  async delete() {},
}`;

/**
 * The programs: each declares what `resources.json` lists.
 * @type {Record<Kind, string>}
 */
export const programs = {
  lync: `
const lync = require("pulumi-lync");
const make = (type, name, args, opts) => new lync[type](name, args, opts);
${declareAll}`,
  noop: `
const pulumi = require("@pulumi/pulumi");
const doors = { WebServiceConfiguration: "webService", ProxyConfiguration: "proxy" };
class Noop extends pulumi.CustomResource {
  constructor(type, name, args, opts) {
    const __provider = 'exports.handler=()=>require("noop-module/dynamic").' + doors[type];
    super("pulumi-nodejs:dynamic/lync:" + type, name, { ...args, __provider }, opts);
  }
}
const make = (type, name, args, opts) => new Noop(type, name, args, opts);
${declareAll}`,
  ordinary: `
const pulumi = require("@pulumi/pulumi");
const make = (type, name, args, opts) => new pulumi.dynamic.Resource(${idle}, name, args, opts, "lync", type);
${declareAll}`,
  shared: `
const pulumi = require("@pulumi/pulumi");
const provider = ${idle};
const make = (type, name, args, opts) => new pulumi.dynamic.Resource(provider, name, args, opts, "lync", type);
${declareAll}`,
};
