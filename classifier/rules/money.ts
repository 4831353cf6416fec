import { Clues } from '../clues.ts';
import { noticeDeeds } from '../deed-notices.ts';
import { saying } from '../example.ts';
import type { DecidingRule } from '../rule.ts';

export const money: DecidingRule = {
  id: 'money',
  title: 'Says that it moves money',
  rationale:
    'Money that has moved comes back only by the grace of whoever has it. Reading prices or drafting an invoice moves nothing; an order book is no order.',
  decides: [13],
  clues: new Clues({ deeds: ['pay'] }),
  positive: [
    { because: 'it pays', definition: saying('send-payment', 'Send a payment.') },
    { because: 'an order commits to paying', definition: saying('place_order', 'Place an order.') },
    { because: 'it refunds', definition: saying('refund_charge', 'Refund a charge.') },
  ],
  negative: [
    { because: 'it reads a price', definition: saying('get_price', 'Get the price of a stock.') },
    { because: 'an order book is read', definition: saying('get_order_book', 'Get the order book.') },
    {
      because: 'transfer learning moves no money',
      definition: saying('list_transfer_learning_models', 'List transfer learning models.'),
    },
  ],
  notice(tool) {
    return noticeDeeds(tool, 'Financial', ['pay']);
  },
};
