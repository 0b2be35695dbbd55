/** Parts of orders as the Admin API shows them: money, taxes, discounts, shipping, addresses. */
import { gid } from '../../store/ids.ts';
import type { Allocation, DiscountApplication, Order, ShippingLine, TaxLine } from '../../store/model.ts';
import { exponentOf } from '../../store/money.ts';
import { moneyNode, type Node } from './shared.ts';

export function shippingLineNode(order: Order, line: ShippingLine): Node {
  const discounted = line.price - line.allocations.reduce((sum, allocation) => sum + allocation.amount, 0);
  return {
    __typename: 'ShippingLine',
    id: gid('ShippingLine', line.id),
    title: line.title,
    code: line.title,
    source: 'shopify',
    custom: false,
    isRemoved: false,
    originalPriceSet: () => moneyBagNode(order, line.price),
    discountedPriceSet: () => moneyBagNode(order, discounted),
    currentDiscountedPriceSet: () => moneyBagNode(order, discounted),
    discountAllocations: () => line.allocations.map((allocation) => allocationNode(order, allocation)),
    taxLines: () => line.taxes.map((tax) => taxNode(order, tax)),
  };
}

export function moneyBagNode(order: Order, minor: number): Node {
  const shift = exponentOf(order.presentmentCurrency) - exponentOf(order.currency);
  const same = order.presentmentCurrency === order.currency;
  const presented = same ? minor : Math.round(minor * order.presentmentRate * 10 ** shift);
  return {
    __typename: 'MoneyBag',
    shopMoney: moneyNode(minor, order.currency),
    presentmentMoney: moneyNode(presented, order.presentmentCurrency),
  };
}

export function taxNode(order: Order, tax: TaxLine): Node {
  return {
    __typename: 'TaxLine',
    title: tax.title,
    rate: tax.rate,
    ratePercentage: tax.rate * 100,
    channelLiable: false,
    source: 'shopify',
    priceSet: () => moneyBagNode(order, tax.amount),
  };
}

export function allocationNode(order: Order, allocation: Allocation): Node {
  return {
    __typename: 'DiscountAllocation',
    allocatedAmountSet: () => moneyBagNode(order, allocation.amount),
    discountApplication: () => {
      const application = order.applications[allocation.application];
      if (!application)
        throw new Error(`order ${order.name} has no discount application ${allocation.application}`);
      return applicationNode(order, application, allocation.application);
    },
  };
}

export function applicationNode(order: Order, application: DiscountApplication, index: number): Node {
  const types = {
    code: 'DiscountCode',
    automatic: 'AutomaticDiscount',
    manual: 'ManualDiscount',
    script: 'ScriptDiscount',
  };
  return {
    __typename: `${types[application.method]}Application`,
    index,
    title: application.title,
    code: application.code,
    description: null,
    allocationMethod: application.allocation.toUpperCase(),
    targetSelection: application.selection.toUpperCase(),
    targetType: application.target.toUpperCase(),
    value:
      application.value.kind === 'amount'
        ? moneyNode(application.value.amount, order.currency)
        : { __typename: 'PricingPercentageValue', percentage: application.value.percent },
  };
}

export function addressNode(order: Order): Node | null {
  const address = order.address;
  if (!address) return null;
  return {
    __typename: 'MailingAddress',
    id: gid('MailingAddress', order.id),
    firstName: address.firstName,
    lastName: address.lastName,
    name: `${address.firstName} ${address.lastName}`.trim(),
    address1: address.address1,
    address2: null,
    zip: address.zip,
    city: address.city,
    country: address.countryCode,
    countryCodeV2: address.countryCode,
    province: null,
    provinceCode: null,
    phone: address.phone,
  };
}

export function limited<Item>(items: Item[], first: number | null | undefined): Item[] {
  return first ? items.slice(0, first) : items;
}
