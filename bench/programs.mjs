/** Whose resources a project declares: ours, a provider's that does nothing and has as short a text, or an ordinary dynamic resource's. @typedef {"lync" | "noop" | "ordinary"} Kind */

const declareAll = `
const made = {};
for (const { type, name, args, after } of require("./resources.json")) {
  made[name] = make(type, name, args, after === undefined ? {} : { dependsOn: made[after] });
}
`;

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
const make = (type, name, args, opts) => {
  const __provider = 'exports.handler=()=>require("noop-module/dynamic").' + doors[type];
  return new pulumi.CustomResource("pulumi-nodejs:dynamic/lync:" + type, name, { ...args, __provider }, opts);
};
${declareAll}`,
  ordinary: `
const pulumi = require("@pulumi/pulumi");
const provider = {
  async configure() {},
  async check(_olds, news) { return { inputs: news }; },
  async diff() { return { changes: false }; },
  async create(inputs) { return { id: inputs.identity, outs: inputs }; },
  async read(id, props) { return { id, props }; },
  async update(_id, _olds, news) { return { outs: news }; },
  async delete() {},
};
const make = (type, name, args, opts) => new pulumi.dynamic.Resource(provider, name, args, opts, "lync", type);
${declareAll}`,
};
