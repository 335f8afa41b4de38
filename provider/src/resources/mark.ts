import * as pulumi from "@pulumi/pulumi";

/**
 * A resource, by what stays the same through updates, for check gets no URN: its own name, and its
 * parents' types and names.
 */
export function markOf(name: string, parent: pulumi.Resource | undefined): string {
  if (parent === undefined || parent === pulumi.runtime.getStackResource()) return name;
  // Not among the SDK's types.
  const { __pulumiType: type = "", __parentResource: above } = parent as { __pulumiType?: string; __parentResource?: pulumi.Resource };
  return `${markOf(`${type} ${nameOf(parent)}`, above)}/${name}`;
}

// Not among the SDK's types.
export function nameOf(resource: pulumi.Resource): string {
  return (resource as { __name?: string }).__name ?? "";
}
