const saml = "urn:oasis:names:tc:SAML:2.0:metadata";
const fed = "http://docs.oasis-open.org/wsfed/federation/200706";

/** The content of an AD FS metadata document. */
export interface Metadata {
  entityId?: string | undefined;
  endpoint?: string | undefined;
  /** The signing certificates, in base64. */
  signing?: string[];
  /** The attribute `use` of the keys. If it is empty, they have none. */
  use?: string;
  /** The type of the role, in `xsi:type`. */
  type?: string;
}

/** A metadata document as AD FS publishes it, limited to the parts that doctor reads. */
export function metadataOf({ entityId, endpoint, signing = [], use = "signing", type = "SecurityTokenServiceType" }: Metadata): string {
  const name = entityId === undefined ? "" : ` entityID="${entityId}"`;
  const keys = signing.map(
    (certificate) =>
      `<KeyDescriptor${use === "" ? "" : ` use="${use}"`}><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>${certificate}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>`,
  );
  const passive =
    endpoint === undefined
      ? ""
      : `<fed:PassiveRequestorEndpoint><EndpointReference xmlns="http://www.w3.org/2005/08/addressing"><Address>${endpoint}</Address></EndpointReference></fed:PassiveRequestorEndpoint>`;
  return `<?xml version="1.0" encoding="utf-8"?>
<EntityDescriptor ID="_1"${name} xmlns="${saml}"><RoleDescriptor xsi:type="fed:${type}" protocolSupportEnumeration="${fed}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:fed="${fed}">${keys.join("")}${passive}</RoleDescriptor></EntityDescriptor>`;
}

/** The WSDL of a web ticket service with these ports. */
export function wsdlOf(...ports: string[]): string {
  const listed = ports.map(
    (port) => `<wsdl:port name="${port}" binding="tns:${port}"><soap:address location="https://fe01.contoso.com/"/></wsdl:port>`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<wsdl:definitions name="WebTicketService" targetNamespace="http://tempuri.org/" xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:tns="http://tempuri.org/"><wsdl:service name="WebTicketService">${listed.join("")}</wsdl:service></wsdl:definitions>`;
}
