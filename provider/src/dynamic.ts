/**
 * The module that Pulumi's engine loads. A program does not import it. Every state names this file
 * and one of its exports in the `__provider` of each resource:
 *
 *     exports.handler=()=>require("pulumi-lync/dynamic").webService
 *
 * Every state that was ever written contains that line. So neither the path nor an export's name
 * may ever change.
 *
 * @module pulumi-lync/dynamic
 */
import type * as pulumi from "@pulumi/pulumi";
import { proxy as proxyNoun } from "./configurations/proxy";
import { webService as webServiceNoun } from "./configurations/webService";
import { engineProcess } from "./engineProcess";
import { lifecycleOf } from "./lifecycle/provider";

const { configure, open } = engineProcess();

/** The provider of the WebServiceConfiguration resources. */
export const webService: pulumi.dynamic.ResourceProvider = { configure, ...lifecycleOf(webServiceNoun, open) };
/** The provider of the ProxyConfiguration resources. */
export const proxy: pulumi.dynamic.ResourceProvider = { configure, ...lifecycleOf(proxyNoun, open) };
